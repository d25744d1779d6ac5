/** The text of `nbtest --help`. */
export const help = `nbtest runs Jupyter notebooks from top to bottom, each on a fresh kernel, and says which cells failed.
A cell that is not known to have gone well never counts as passed.

usage: nbtest [options] [paths…]

  paths                 notebooks, or folders, which are searched for notebooks; default: this folder

options
  --size NAME           put the constants of the notebook's size NAME in place of its own
                        (metadata: nbtest.sizes.NAME = { constant: value })
  -p, --parameter NAME=VALUE
                        put VALUE in place of the constant NAME; may be repeated, and goes before --size.
                        Constants are the lines \`const name = <literal>;\` of the code cell tagged "parameters"
  --timeout TIME        for each cell, such as 90s, 10m or 1h; default 30m
  --start-timeout TIME  for the kernel's start; default 60s
  --kernel NAME         run on this kernel instead of the one that the notebook names
  --output FOLDER       write each executed notebook to FOLDER, also when it failed
  --html                with --output: write a self-contained HTML page of each, too
  --write               store the outputs in the notebook itself, if every cell passed
  -h, --help            print this text
  --version             print the version

cell tags
  parameters            holds the constants that --size and -p replace
  raises-exception      must raise an error
  skip-execution        is not run

A notebook runs in its own folder, with NBTEST=1 in its environment. Ctrl-C once: the running cell is interrupted and
what there is gets written; twice: everything is killed.

exit codes
  0  all notebooks passed        3  no notebooks found
  1  a notebook failed           4  a kernel could not start
  2  wrong usage or notebook     5  internal error        130  interrupted
`;
