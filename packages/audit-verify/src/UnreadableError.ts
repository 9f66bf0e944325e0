/** What was given is not something that can be verified. */
export class UnreadableError extends Error {
  name = 'UnreadableError' as const;
}
