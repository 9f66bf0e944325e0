/** @internal */
export const EntityScorecardsCard = () => <></>;
