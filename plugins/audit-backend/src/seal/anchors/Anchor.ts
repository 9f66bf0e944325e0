/** A block that is written down elsewhere, so that a chain that is rewritten contradicts it. */
export interface AnchoredBlock {
  block: number;
  hash: string;
  /** ISO 8601. */
  sealedAt: string;
}

/** A place out of the portal's reach. */
export interface Anchor {
  /** Names it in logs, such as `file /mnt/worm/audit.ndjson`. */
  readonly name: string;
  /** Writes a block down. Told of the same one again, it does nothing new. */
  write(block: AnchoredBlock): Promise<void>;
}

/** The line of a file of anchors; `audit-verify --anchors` reads it. */
export function anchorLine({ block, hash, sealedAt }: AnchoredBlock): string {
  return `${JSON.stringify({ block, hash, sealedAt })}\n`;
}
