/** Texts of the widget for the home page. @internal */
export const homeMessages = {} as const;
