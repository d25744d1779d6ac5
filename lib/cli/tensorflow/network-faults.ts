/** What a downloading program wrote, and what that means: problem and cure. */
interface Fault {
  readonly sign: RegExp;
  readonly problem: string;
  readonly cure: readonly string[];
}

const proxies = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/** The proxies that the environment names, without passwords. */
const proxiesIn = (environment: NodeJS.ProcessEnv): string =>
  proxies
    .flatMap((name) => (environment[name] ? [`${name}=${environment[name].replace(/\/\/[^@/]*@/, "//…@")}`] : []))
    .join(" ");

const withoutNetwork =
  "without a network: fetch the files elsewhere (--help says how) and give their folder, --from FOLDER";

function faults(environment: NodeJS.ProcessEnv): readonly Fault[] {
  const set = proxiesIn(environment);
  const proxy = set === "" ? "set HTTPS_PROXY=http://HOST:PORT if this network needs one" : `it went through ${set}`;
  return [
    {
      sign: /from versions: \d|ETARGET|No matching version/i,
      problem: "there is no such version for this machine",
      cure: ["leave --version away, or name one of the versions above"],
    },
    {
      sign: /ProxyError|Cannot connect to proxy|proxy connection|407 Proxy|tunneling socket|ERR_INVALID_PROXY/i,
      problem: "the proxy does not answer or refuses",
      cure: [
        set === ""
          ? "correct the proxy in pip's or npm's configuration (pip config list, npm config list)"
          : `correct or unset ${set}`,
        withoutNetwork,
      ],
    },
    {
      sign: /CERTIFICATE_VERIFY_FAILED|SSLError|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY)|CERT_HAS_EXPIRED/i,
      problem: "the server's certificate is not trusted, as behind a proxy that opens connections",
      cure: ["name your network's certificates: PIP_CERT=FILE for pip, NODE_EXTRA_CA_CERTS=FILE for npm"],
    },
    {
      sign: /No space left on device|ENOSPC|EDQUOT|Disk quota/i,
      problem: "the disk is full",
      cure: ["make room, or name another folder for caches: XDG_CACHE_HOME=FOLDER"],
    },
    {
      sign: /Temporary failure in name|Name or service not known|nodename nor servname|getaddrinfo|ENOTFOUND|EAI_AGAIN|Connection refused|ECONNREFUSED|Network is unreachable|ENETUNREACH|ECONNRESET|NewConnectionError|timed? ?out|ETIMEDOUT|IncompleteRead|Connection broken/i,
      problem: "the package index can't be reached, or the connection broke",
      cure: ["try again", proxy, withoutNetwork],
    },
    {
      sign: /No matching distribution|E404|404 Not Found/i,
      problem: "the package index in use does not have it for this machine, or can't be reached",
      cure: ["look which index is in use: pip config list, npm config list", proxy, withoutNetwork],
    },
  ];
}

/** What the output of pip or npm means; undefined if it is none of the known faults. */
export const networkFault = (output: string, environment: NodeJS.ProcessEnv): Omit<Fault, "sign"> | undefined =>
  faults(environment).find(({ sign }) => sign.test(output));
