create table "records"."user" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "name" text collate "C",
  "email" text collate "C",
  "team" uuid,
  "manager" uuid,
  "active" boolean,
  "language" text collate "C",
  "time_zone" text collate "C",
  "weight" numeric,
  "capacity" bigint,
  primary key ("id")
);
comment on table "records"."user" is 'tenon {"of":"user","type":"entity","value":"","generation":1}';
comment on column "records"."user"."name" is 'tenon {"of":"user.name","type":"text","value":"text","generation":1}';
comment on column "records"."user"."email" is 'tenon {"of":"user.email","type":"email","value":"text","generation":1}';
comment on column "records"."user"."team" is 'tenon {"of":"user.team","type":"relation","value":"id:team","generation":1}';
comment on column "records"."user"."manager" is 'tenon {"of":"user.manager","type":"user","value":"id:user","generation":1}';
comment on column "records"."user"."active" is 'tenon {"of":"user.active","type":"boolean","value":"boolean","generation":1}';
comment on column "records"."user"."language" is 'tenon {"of":"user.language","type":"choice","value":"choice","generation":1}';
comment on column "records"."user"."time_zone" is 'tenon {"of":"user.time_zone","type":"text","value":"text","generation":1}';
comment on column "records"."user"."weight" is 'tenon {"of":"user.weight","type":"decimal","value":"number","generation":1}';
comment on column "records"."user"."capacity" is 'tenon {"of":"user.capacity","type":"integer","value":"number","generation":1}';
create table "records"."team" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "name" text collate "C",
  "parent" uuid,
  primary key ("id")
);
comment on table "records"."team" is 'tenon {"of":"team","type":"entity","value":"","generation":1}';
comment on column "records"."team"."name" is 'tenon {"of":"team.name","type":"text","value":"text","generation":1}';
comment on column "records"."team"."parent" is 'tenon {"of":"team.parent","type":"relation","value":"id:team","generation":1}';
create table "records"."exchange_rate" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "currency" text collate "C",
  "date" date,
  "rate" numeric,
  primary key ("id")
);
comment on table "records"."exchange_rate" is 'tenon {"of":"exchange_rate","type":"entity","value":"","generation":1}';
comment on column "records"."exchange_rate"."currency" is 'tenon {"of":"exchange_rate.currency","type":"text","value":"text","generation":1}';
comment on column "records"."exchange_rate"."date" is 'tenon {"of":"exchange_rate.date","type":"date","value":"date","generation":1}';
comment on column "records"."exchange_rate"."rate" is 'tenon {"of":"exchange_rate.rate","type":"decimal","value":"number","generation":1}';
create table "records"."account" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "name" text collate "C",
  "sector" text collate "C",
  "year_established" bigint,
  "revenue" numeric,
  "employees" bigint,
  "location" text collate "C",
  "parent" uuid,
  "website" text collate "C",
  "phone" text collate "C",
  primary key ("id")
);
comment on table "records"."account" is 'tenon {"of":"account","type":"entity","value":"","generation":1}';
comment on column "records"."account"."name" is 'tenon {"of":"account.name","type":"text","value":"text","generation":1}';
comment on column "records"."account"."sector" is 'tenon {"of":"account.sector","type":"choice","value":"choice","generation":1}';
comment on column "records"."account"."year_established" is 'tenon {"of":"account.year_established","type":"integer","value":"number","generation":1}';
comment on column "records"."account"."revenue" is 'tenon {"of":"account.revenue","type":"decimal","value":"number","generation":1}';
comment on column "records"."account"."employees" is 'tenon {"of":"account.employees","type":"integer","value":"number","generation":1}';
comment on column "records"."account"."location" is 'tenon {"of":"account.location","type":"text","value":"text","generation":1}';
comment on column "records"."account"."parent" is 'tenon {"of":"account.parent","type":"relation","value":"id:account","generation":1}';
comment on column "records"."account"."website" is 'tenon {"of":"account.website","type":"url","value":"text","generation":1}';
comment on column "records"."account"."phone" is 'tenon {"of":"account.phone","type":"phone","value":"text","generation":1}';
create table "records"."opportunity" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "number" text collate "C",
  "account" uuid,
  "product" uuid,
  "stage" text collate "C",
  "engage_date" date,
  "close_date" date,
  "close_value" numeric,
  "last_contact_at" timestamptz,
  "next_step" text collate "C",
  "notes" text collate "C",
  primary key ("id")
);
comment on table "records"."opportunity" is 'tenon {"of":"opportunity","type":"entity","value":"","generation":1}';
comment on column "records"."opportunity"."number" is 'tenon {"of":"opportunity.number","type":"text","value":"text","generation":1}';
comment on column "records"."opportunity"."account" is 'tenon {"of":"opportunity.account","type":"relation","value":"id:account","generation":1}';
comment on column "records"."opportunity"."product" is 'tenon {"of":"opportunity.product","type":"relation","value":"id:product","generation":1}';
comment on column "records"."opportunity"."stage" is 'tenon {"of":"opportunity.stage","type":"choice","value":"choice","generation":1}';
comment on column "records"."opportunity"."engage_date" is 'tenon {"of":"opportunity.engage_date","type":"date","value":"date","generation":1}';
comment on column "records"."opportunity"."close_date" is 'tenon {"of":"opportunity.close_date","type":"date","value":"date","generation":1}';
comment on column "records"."opportunity"."close_value" is 'tenon {"of":"opportunity.close_value","type":"money","value":"number","generation":1}';
comment on column "records"."opportunity"."last_contact_at" is 'tenon {"of":"opportunity.last_contact_at","type":"datetime","value":"datetime","generation":1}';
comment on column "records"."opportunity"."next_step" is 'tenon {"of":"opportunity.next_step","type":"text","value":"text","generation":1}';
comment on column "records"."opportunity"."notes" is 'tenon {"of":"opportunity.notes","type":"long_text","value":"text","generation":1}';
create table "records"."product" (
  "id" uuid not null,
  "created_at" timestamptz not null,
  "created_by" uuid,
  "updated_at" timestamptz not null,
  "updated_by" uuid,
  "version" integer not null,
  "owner" uuid,
  "deleted_at" timestamptz,
  "name" text collate "C",
  "series" text collate "C",
  "price" numeric,
  primary key ("id")
);
comment on table "records"."product" is 'tenon {"of":"product","type":"entity","value":"","generation":1}';
comment on column "records"."product"."name" is 'tenon {"of":"product.name","type":"text","value":"text","generation":1}';
comment on column "records"."product"."series" is 'tenon {"of":"product.series","type":"choice","value":"choice","generation":1}';
comment on column "records"."product"."price" is 'tenon {"of":"product.price","type":"money","value":"number","generation":1}';
create table "segments"."account_value" (
  "record_id" uuid not null,
  "segment" text collate "C" not null,
  "since" timestamptz not null,
  "release" integer not null,
  primary key ("record_id")
);
comment on table "segments"."account_value" is 'tenon {"of":"segmentation:account_value","type":"segmentation","value":"id:account","generation":1}';
create index "user.newest~ee606bdc" on "records"."user" ((created_at), (id)) where deleted_at is null;
create index "user.owner~8e42ed68" on "records"."user" ((owner)) where deleted_at is null;
create unique index "user.email_unique~87a4d01d" on "records"."user" ((lower("email"))) where deleted_at is null;
create index "user.team~207f5b6a" on "records"."user" (("team")) where deleted_at is null;
create index "user.manager~982a064e" on "records"."user" (("manager")) where deleted_at is null;
create index "user.by_name~b43304ab" on "records"."user" (("name" collate "und-x-icu"), id) where deleted_at is null;
create index "team.newest~ee606bdc" on "records"."team" ((created_at), (id)) where deleted_at is null;
create index "team.owner~8e42ed68" on "records"."team" ((owner)) where deleted_at is null;
create unique index "team.name_unique~f44f39d8" on "records"."team" (("name")) where deleted_at is null;
create index "team.parent~e2fb47ba" on "records"."team" (("parent")) where deleted_at is null;
create index "exchange_rate.newest~ee606bdc" on "records"."exchange_rate" ((created_at), (id)) where deleted_at is null;
create index "exchange_rate.owner~8e42ed68" on "records"."exchange_rate" ((owner)) where deleted_at is null;
create unique index "exchange_rate.currency_and_date_together~c46c6e02" on "records"."exchange_rate" (("currency"), ("date")) where deleted_at is null;
create index "exchange_rate.order~c130819a" on "records"."exchange_rate" (("date") desc nulls last, id desc) where deleted_at is null;
create index "account.newest~ee606bdc" on "records"."account" ((created_at), (id)) where deleted_at is null;
create index "account.owner~8e42ed68" on "records"."account" ((owner)) where deleted_at is null;
create unique index "account.name_unique~f44f39d8" on "records"."account" (("name")) where deleted_at is null;
create index "account.parent~e2fb47ba" on "records"."account" (("parent")) where deleted_at is null;
create index "account.order~b43304ab" on "records"."account" (("name" collate "und-x-icu"), id) where deleted_at is null;
create index "opportunity.newest~ee606bdc" on "records"."opportunity" ((created_at), (id)) where deleted_at is null;
create index "opportunity.owner~8e42ed68" on "records"."opportunity" ((owner)) where deleted_at is null;
create unique index "opportunity.number_unique~cc3d55b4" on "records"."opportunity" (("number")) where deleted_at is null;
create index "opportunity.account~d4030a8c" on "records"."opportunity" (("account")) where deleted_at is null;
create index "opportunity.product~99f2e1a0" on "records"."opportunity" (("product")) where deleted_at is null;
create index "opportunity.order~a9ca501a" on "records"."opportunity" (("engage_date") desc nulls last, id desc) where deleted_at is null;
create index "opportunity.by_close_date~8abafd07" on "records"."opportunity" (("close_date") desc nulls last, id desc) where deleted_at is null;
create index "opportunity.by_engage_date~08a1dd71" on "records"."opportunity" (("engage_date"), id) where deleted_at is null;
create index "opportunity.by_stage~4f189975" on "records"."opportunity" (("stage")) where deleted_at is null;
create index "product.newest~ee606bdc" on "records"."product" ((created_at), (id)) where deleted_at is null;
create index "product.owner~8e42ed68" on "records"."product" ((owner)) where deleted_at is null;
create unique index "product.name_unique~f44f39d8" on "records"."product" (("name")) where deleted_at is null;
create index "product.order~b43304ab" on "records"."product" (("name" collate "und-x-icu"), id) where deleted_at is null;
create index "account_value.segment~9f30fd10" on "segments"."account_value" ((segment));
