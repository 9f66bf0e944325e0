export interface Config {
  auth?: {
    providers?: {
      /**
       * The people that the demo's sign-in page offers. Never configure this where real people sign in.
       * @deepVisibility frontend
       */
      demo?: {
        people: Array<{
          /** The user entity to sign in as, e.g. `user:default/dana`. */
          entityRef: string;
          /** The name on the card. */
          name: string;
          /** What this person is, e.g. `Developer`. */
          role: string;
          /** What this person may do, in a sentence. */
          summary: string;
        }>;
      };
    };
  };
}
