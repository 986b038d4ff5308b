import type { SystemMigration } from './index.ts';

/** Sign-ins, sessions, tokens and roles. Who a user is stands in the record of entity `user`; this is only how they get in. */
export const identity: SystemMigration = {
  name: '0400-identity',
  async up(knex) {
    await knex.raw(`
      create table tenon.sign_ins (
        user_id uuid primary key,
        password_hash text not null,
        changed_at timestamptz not null
      );
      create table tenon.user_roles (
        user_id uuid not null,
        role text not null,
        primary key (user_id, role)
      );
      create table tenon.sessions (
        hash bytea primary key,
        user_id uuid not null,
        csrf text not null,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        address text,
        agent text
      );
      create index sessions_user on tenon.sessions (user_id);
      create table tenon.tokens (
        id uuid primary key,
        hash bytea not null unique,
        user_id uuid not null,
        label text not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      create index tokens_user on tenon.tokens (user_id);
      create table tenon.first_links (
        hash bytea primary key,
        expires_at timestamptz not null
      );
      create table tenon.attempts (
        key text not null,
        at timestamptz not null
      );
      create index attempts_key on tenon.attempts (key, at);
      create table tenon.settings (
        key text primary key,
        value jsonb not null
      );
    `);
  },
};
