export interface Config {
  auth?: {
    providers?: {
      demo?: {
        /** Let anybody sign in as one of the people also when NODE_ENV is not `development`. */
        dangerouslyAllowOutsideDevelopment?: boolean;
      };
    };
  };
  demo?: {
    /**
     * Who is what in the demo's permission policy: lists of user and group refs.
     * Whoever is in none of them is a developer.
     */
    roles?: {
      /** May do everything. */
      platform?: string[];
      /** Reads everything, changes nothing. */
      auditor?: string[];
      /** Reads only what they own, changes nothing. */
      contractor?: string[];
      /** A developer who may also register entities and report facts. */
      lead?: string[];
    };
    /** Folder with example facts to push once the portal is up. */
    factsFrom?: string;
  };
}
