/** @internal */
export const SourcesPage = () => <></>;
