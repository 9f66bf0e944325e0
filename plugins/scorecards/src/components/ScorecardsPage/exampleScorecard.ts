/** The smallest scorecard that says something, for those who have none. @internal */
export const exampleScorecard = `apiVersion: daytwo.dev/v1alpha1
kind: Scorecard
metadata:
  name: catalog-hygiene
  title: Catalog hygiene
spec:
  owner: group:default/platform
  appliesTo:
    kind: component
  levels:
    - name: bronze
      checks:
        - id: has-owner
          title: Has an owner that exists
          rule: facts.catalog.ownerExists
          remediation:
            text: Set spec.owner to a group of the catalog.
`;
