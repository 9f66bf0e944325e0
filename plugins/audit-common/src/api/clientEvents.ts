import { z } from 'zod';

/**
 * How much a browser may report: events in a batch, and what one of them may
 * hold. Clients cut what is longer; the backend refuses it.
 *
 * @public
 */
export const clientEventLimits = {
  /** Events of one call. */
  batch: 100,
  /** Characters. */
  action: 64,
  subject: 1000,
  /** Attributes of an event, and of its context. */
  attributes: 20,
  key: 64,
  value: 256,
} as const;

const most = clientEventLimits;

const attributesSchema = z
  .record(
    z.string().min(1).max(most.key),
    z.union([z.string().max(most.value), z.number(), z.boolean()]),
  )
  .refine(value => Object.keys(value).length <= most.attributes, {
    message: `has more than ${most.attributes} attributes`,
  });

/** What a browser says that somebody did, in the words of Backstage's analytics. @public */
export const clientEventSchema = z.object({
  /** Such as `navigate`, `click`, `search`. */
  action: z.string().min(1).max(most.action),
  /** What it was done to: an address, a label, what was searched for. */
  subject: z.string().max(most.subject),
  value: z.number().optional(),
  attributes: attributesSchema.optional(),
  /** Where in the portal: plugin, extension. */
  context: attributesSchema.optional(),
  /** When, by the clock of the browser. Kept as a claim. */
  at: z.iso.datetime().optional(),
});

/** See {@link clientEventSchema}. @public */
export type ClientEvent = z.output<typeof clientEventSchema>;

/** Events of one browser, oldest first. @public */
export const clientEventBatchSchema = z.object({
  events: z.array(clientEventSchema).min(1).max(most.batch),
  /** Events that the browser had to drop before these. */
  lost: z.int().min(0).max(1_000_000).optional(),
});

/** See {@link clientEventBatchSchema}. @public */
export type ClientEventBatch = z.output<typeof clientEventBatchSchema>;

/** What of a batch was recorded. @public */
export const clientEventReceiptSchema = z.object({ recorded: z.int() });
