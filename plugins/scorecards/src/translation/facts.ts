/** Texts of the fact explorer and the sources page. @internal */
export const factsMessages = {} as const;
