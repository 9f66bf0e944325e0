import type { Problem } from './Problems';

/** What verifying an export found. */
export interface Report {
  kind: 'chain' | 'proofs';
  exportedAt: string;
  about?: unknown;
  blocks: number;
  records: number;
  /** Records that no block seals yet. */
  unsealed: number;
  /** Blocks whose records retention has pruned, as sealed records say. */
  pruned: number;
  firstBlock?: number;
  lastBlock?: number;
  /** The period that the blocks cover. */
  since?: string;
  until?: string;
  lastBlockHash?: string;
  /** Keys in the order in which they signed. */
  keys: Array<{ id: string; fingerprint: string }>;
  /** By what it is known that the keys are the right ones. */
  trust: 'key' | 'anchor' | 'none';
  /** The first hundred. */
  problems: Problem[];
  problemCount: number;
  /** What is worth knowing, and no sign of tampering. */
  notes: string[];
}
