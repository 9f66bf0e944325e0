export { expect, test } from './fixtures';
export { people } from './people';
