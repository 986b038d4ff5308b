export {
  describeOperator,
  type FixtureCase,
  type FixtureRow,
  fixtureWorld,
  momentOf,
  type OperatorFixtures,
} from './testing/describe-operator.ts';
export { type GenerateOptions, generateExpression, generateOperation } from './testing/generate.ts';
export { sampleDates, sampleDatetimes, sampleNumbers, sampleTexts } from './testing/samples.ts';
export {
  sampleCatalog,
  sampleEntities,
  sampleFields,
  sampleInverses,
  sampleScope,
  type World,
  worldContext,
} from './testing/world.ts';
