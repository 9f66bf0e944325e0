/** @internal */
export const MyScorecards = () => <></>;
