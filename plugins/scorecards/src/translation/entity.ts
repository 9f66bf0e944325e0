/** Texts of the entity card and the entity tab. @internal */
export const entityMessages = {} as const;
