/*
 * What all packages add to Backstage's own lint rules.
 *
 * Functions may be used above their definition: our files tell what they do
 * first and how below it. Function declarations are hoisted, so that is safe.
 */
module.exports = {
  rules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: true, variables: true, typedefs: false },
    ],
  },
};
