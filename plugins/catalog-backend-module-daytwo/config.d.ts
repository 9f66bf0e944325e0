export interface Config {
  /** Daytwo's part of the catalog. */
  daytwo?: {
    /**
     * Scorecards to start with, ready to use: `true` for all of them, or a list of names out of
     * `catalog-hygiene`, `production-readiness`, `security-basics` and `on-call-readiness`.
     * They read only the catalog itself, so they need no source of facts.
     */
    starterScorecards?: boolean | string[];
    /**
     * Entity ref of the group or user that owns the starter scorecards, such as
     * `group:default/platform`. Required with `starterScorecards`.
     */
    starterOwner?: string;
  };
}
