import { graphql } from 'relay-runtime';

// Compiled by `npm run generate` into __generated__, which is what the test runs.

export const query = graphql`
  query customersQuery($first: Int!) {
    tenant {
      ...customersList @arguments(first: $first)
    }
  }
`;

export const list = graphql`
  fragment customersList on Tenant
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" })
  @refetchable(queryName: "customersPageQuery") {
    customers(first: $first, after: $after) @connection(key: "customersList_customers") {
      edges {
        node {
          id
          key
        }
      }
    }
  }
`;
