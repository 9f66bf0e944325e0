/** What binds everything together that is about one task of the scaffolder. */
export function taskCorrelation(taskId: string): string {
  return `scaffolder:${taskId}`;
}

/** The correlation that an event brings with it, where it does. */
export function knownCorrelation(
  plugin: string,
  meta: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const { taskId } = meta ?? {};
  return plugin === 'scaffolder' && typeof taskId === 'string' && taskId
    ? taskCorrelation(taskId.slice(0, 200))
    : undefined;
}
