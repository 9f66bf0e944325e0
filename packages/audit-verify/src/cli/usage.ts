/** What `--help` says. */
export const usage = `Verifies an export of the Daytwo audit log, offline.

  audit-verify <file.ndjson | directory | file.zip> [options]

  --key <file>      public key, PEM, that you have from elsewhere; repeat it for several
  --anchor <hash>   hash of a block, or number:hash, that was written down elsewhere
  --anchors <file>  such hashes, as the file or git anchor of the seal keeps them
  --json            the report as JSON
  -h, --help        this text

Exit status: 0 nothing was tampered with, 1 something was, 2 it cannot be read.
`;
