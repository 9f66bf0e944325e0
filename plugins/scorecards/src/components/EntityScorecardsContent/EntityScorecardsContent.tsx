/** @internal */
export const EntityScorecardsContent = () => <></>;
