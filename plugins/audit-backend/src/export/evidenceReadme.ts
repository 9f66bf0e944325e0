/** What is written to whoever gets an evidence pack. */
export function evidenceReadme(keyId: string): string {
  return `Evidence from the audit log of a Backstage portal
=================================================

records.ndjson  the records, byte for byte as they were sealed, with their proofs
records.csv     the same records, to look at; not what is proved
keys/           public keys of the seal
policy.json     what was kept, redacted and sealed, and how, when this was made
manifest.json   period, filter, and the SHA-256 of each file; signed in manifest.sig

To verify, on a machine that has Node 22 or newer and no access to the portal:

  npx @daytwo/audit-verify <this file, or the folder it was unpacked to>

It recomputes every hash, checks every signature and says what does not fit. A pack
that was forged as a whole would carry its forger's keys: compare the key

  ${keyId}

with what the portal shows at /audit/seal or what you were given before, or give
the verifier a key or a block's hash that you have from elsewhere:

  npx @daytwo/audit-verify <file> --key key.pem --anchor <hash>

How it works: records are leaves of Merkle trees (RFC 6962, SHA-256); each block has
the tree's root and the hash of the block before it, and is signed with Ed25519.
`;
}
