/** The people of the demo, as app-config.yaml lists them. */
export const people = {
  developer: 'user:default/dana',
  lead: 'user:default/leo',
  platform: 'user:default/priya',
  auditor: 'user:default/ada',
  contractor: 'user:default/casey',
} as const;
