/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { address } from './address/index.ts';
import { autoNumber } from './auto_number/index.ts';
import { boolean } from './boolean/index.ts';
import { choice } from './choice/index.ts';
import { date } from './date/index.ts';
import { datetime } from './datetime/index.ts';
import { decimal } from './decimal/index.ts';
import { duration } from './duration/index.ts';
import { email } from './email/index.ts';
import { encryptedText } from './encrypted_text/index.ts';
import { file } from './file/index.ts';
import { formula } from './formula/index.ts';
import { geoPoint } from './geo_point/index.ts';
import { image } from './image/index.ts';
import { integer } from './integer/index.ts';
import { json } from './json/index.ts';
import { longText } from './long_text/index.ts';
import { lookup } from './lookup/index.ts';
import { money } from './money/index.ts';
import { multiChoice } from './multi_choice/index.ts';
import { percent } from './percent/index.ts';
import { personName } from './person_name/index.ts';
import { phone } from './phone/index.ts';
import { rating } from './rating/index.ts';
import { reference } from './reference/index.ts';
import { relation } from './relation/index.ts';
import { richText } from './rich_text/index.ts';
import { rollup } from './rollup/index.ts';
import { text } from './text/index.ts';
import { time } from './time/index.ts';
import { url } from './url/index.ts';
import { user } from './user/index.ts';

export const fieldTypes = [
  text,
  longText,
  integer,
  decimal,
  money,
  percent,
  boolean,
  date,
  datetime,
  time,
  duration,
  choice,
  multiChoice,
  rating,
  relation,
  reference,
  user,
  email,
  phone,
  url,
  geoPoint,
  personName,
  address,
  json,
  lookup,
  formula,
  rollup,
  file,
  image,
  autoNumber,
  encryptedText,
  richText,
];
