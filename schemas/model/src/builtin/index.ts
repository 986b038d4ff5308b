export { builtInEntities } from './entities.ts';
export { exchangeRate } from './exchange-rate.ts';
export { builtInRoles } from './roles.ts';
export { rowNames, systemFieldIds, systemFields } from './system-fields.ts';
