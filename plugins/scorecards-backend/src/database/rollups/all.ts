/** The dimension of the whole, and its value. */
export const ALL = { dim: 'all', value: '' } as const;
