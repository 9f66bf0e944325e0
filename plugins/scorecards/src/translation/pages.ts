/** Texts of the list of scorecards and of the page of one. @internal */
export const pagesMessages = {} as const;
