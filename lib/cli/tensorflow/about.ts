import { NODE_HEADERS, TFJS_NODE } from "./npm-packages";
import { DEFAULT_VERSION } from "./releases";

/** What the help says of `dark-knowledge tensorflow`. */
export const about = `Installs libtensorflow, the engine that trains convolutional nets fastest, for this user and all projects of this \
user. pip downloads the wheel of TensorFlow from PyPI, of which two libraries and some C headers are kept; the native module of \
${TFJS_NODE.spec} is compiled against them; a small net is trained to try it. Needs Linux with glibc, pip and a C++ compiler; no \
Python runs then. On other systems ONNX Runtime is the engine, which npm installs.

About 275 MB are downloaded and 870 MB kept in the user's cache, under a checksum for every file. It takes the place of another version \
only when it is complete and works.

Without a network, fetch the files on another machine of the same kind and give their folder, --from FOLDER:
  pip download --no-deps --dest FOLDER tensorflow-cpu==${DEFAULT_VERSION}
  npm pack --pack-destination FOLDER ${TFJS_NODE.spec} ${NODE_HEADERS.spec}
For --gpu: pip download --no-deps --dest FOLDER tensorflow==${DEFAULT_VERSION}, and the wheels that "tensorflow[and-cuda]" asks for. \
FOLDER may also be one in which TensorFlow is installed (Python's site-packages), or another installation of this command.`;
