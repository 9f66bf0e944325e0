import { z } from 'zod';

/** What of a task happened, in the words of the scaffolder's own audit events. */
export type TaskPhase = 'create' | 'execution' | 'cancel';

/** A task as its topic tells of it. */
export interface TaskEvent {
  taskId: string;
  status: string;
  /** Undefined where it is only on its way. */
  phase?: TaskPhase;
  createdBy?: string;
  templateRef?: string;
  parameters?: unknown;
}

const phases: Record<string, TaskPhase | undefined> = {
  open: 'create',
  completed: 'execution',
  failed: 'execution',
  skipped: 'execution',
  cancelled: 'cancel',
};

const payloadSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  /** Where it is there, `id` is of something else. */
  taskId: z.string().optional(),
  status: z.string(),
  createdBy: z.string().nullish(),
  spec: z
    .object({
      parameters: z.unknown(),
      templateInfo: z.object({ entityRef: z.string() }).optional(),
    })
    .optional(),
});

/** Reads an event of the topic `scaffolder.task`; undefined where it is none that we know. */
export function readTaskEvent(payload: unknown): TaskEvent | undefined {
  const { data } = payloadSchema.safeParse(payload);
  const taskId = data?.taskId ?? data?.id;
  if (!data || taskId === undefined) {
    return undefined;
  }
  return {
    taskId: String(taskId),
    status: data.status,
    phase: phases[data.status],
    createdBy: data.createdBy ?? undefined,
    templateRef: data.spec?.templateInfo?.entityRef,
    parameters: data.spec?.parameters,
  };
}
