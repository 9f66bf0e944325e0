/** An answer of the backend and when it came. @internal */
export interface Answer {
  data: unknown;
  loadedAt: Date;
}

const MOST = 60;
const byApi = new WeakMap<object, Map<string, Answer>>();

function answersOf(api: object): Map<string, Answer> {
  const known = byApi.get(api) ?? new Map<string, Answer>();
  byApi.set(api, known);
  return known;
}

/** What was answered last, so that nothing known is fetched behind a spinner. @internal */
export function recall(api: object, key: string): Answer | undefined {
  return answersOf(api).get(key);
}

/** Keeps the newest answers of this visit; the oldest make room. @internal */
export function remember(api: object, key: string, answer: Answer): void {
  const known = answersOf(api);
  known.delete(key);
  known.set(key, answer);
  if (known.size > MOST) {
    const [oldest] = known.keys();
    known.delete(oldest);
  }
}
