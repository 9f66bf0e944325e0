import { createZodV4FilterPredicateSchema } from '@backstage/filter-predicates';
import { z } from 'zod';

const identifier = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error:
      'use lower-case letters, digits and single dashes, such as "has-owner"',
  });

const durationUnits = z
  .strictObject({
    minutes: z.number().nonnegative().optional(),
    hours: z.number().nonnegative().optional(),
    days: z.number().nonnegative().optional(),
    weeks: z.number().nonnegative().optional(),
  })
  .refine(d => Object.values(d).some(v => v !== undefined && v > 0), {
    error: 'must be longer than zero, such as { days: 7 }',
  });

const isoDate = z.iso.date({
  error: 'must be a quoted date, such as "2027-01-31"',
});

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an http or https URL',
});

const levelColor = z.enum([
  'neutral',
  'info',
  'success',
  'warning',
  'danger',
  'bronze',
  'silver',
  'gold',
]);

const predicate = createZodV4FilterPredicateSchema();

const remediationSchema = z.strictObject({
  text: z.string().max(2000).optional(),
  link: z
    .union([
      httpUrl,
      z.strictObject({ url: httpUrl, title: z.string().max(200).optional() }),
    ])
    .optional(),
  playbook: z.string().max(300).optional(),
  effort: durationUnits.optional(),
});

const checkSchema = z.strictObject({
  id: identifier,
  title: z.string().min(1).max(200),
  description: z.string().max(2000).optional(),
  rationale: z.string().max(2000).optional(),
  rule: z.string().min(1),
  appliesTo: predicate.optional(),
  weight: z.number().min(0).max(1000).default(1),
  category: z.string().max(100).optional(),
  freshness: durationUnits.optional(),
  remediation: remediationSchema.optional(),
  enforcedFrom: isoDate.optional(),
  draft: z.boolean().default(false),
});

const levelSchema = z.strictObject({
  name: identifier,
  title: z.string().max(100).optional(),
  description: z.string().max(2000).optional(),
  color: levelColor.optional(),
  checks: z.array(checkSchema),
});

const bandSchema = z.strictObject({
  name: identifier,
  title: z.string().max(100).optional(),
  description: z.string().max(2000).optional(),
  color: levelColor.optional(),
  atLeast: z.number().min(0).max(100),
});

const notificationsSchema = z.strictObject({
  frequency: z.enum(['daily', 'weekly', 'never']),
  on: z
    .enum([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
      'saturday',
      'sunday',
    ])
    .default('monday'),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be HH:MM, in UTC' })
    .default('09:00'),
});

/**
 * `spec` of a `Scorecard` entity, `daytwo.dev/v1alpha1`.
 *
 * @public
 */
export const scorecardSpecSchema = z.strictObject({
  owner: z.string().min(1).max(300),
  appliesTo: predicate,
  levels: z.array(levelSchema).min(1).max(20).optional(),
  points: z
    .strictObject({
      bands: z.array(bandSchema).min(1).max(20),
      checks: z.array(checkSchema),
    })
    .optional(),
  notifications: notificationsSchema.optional(),
});

/** A definition's `spec`, with defaults filled in. @public */
export type ScorecardSpec = z.output<typeof scorecardSpecSchema>;

/** One check of a definition. @public */
export type CheckSpec = z.output<typeof checkSchema>;

/** What to do about a failing check. @public */
export type RemediationSpec = z.output<typeof remediationSchema>;

/** How long: a sum of its units. @public */
export type DurationSpec = z.output<typeof durationUnits>;

/** When owners are told. Times are UTC. @public */
export type NotificationsSpec = z.output<typeof notificationsSchema>;

/** Names of the colours that a level may have; the portal's theme decides how they look. @public */
export type LevelColor = z.output<typeof levelColor>;

/** Milliseconds of a duration. @public */
export function durationToMs(duration: DurationSpec): number {
  const { minutes = 0, hours = 0, days = 0, weeks = 0 } = duration;
  return (minutes + 60 * (hours + 24 * (days + 7 * weeks))) * 60_000;
}
