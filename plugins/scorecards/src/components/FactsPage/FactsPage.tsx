/** @internal */
export const FactsPage = () => <></>;
