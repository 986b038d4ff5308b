import type { Knex } from 'knex';

/**
 * Tasks with their events and contacts, runs and decisions of assignment, records that wait, and moves between segments.
 * `open` and `in_progress` are the live states of a task: partial indexes over them stay small however many are done.
 */
export const work = {
  name: '0301-work',
  async up(knex: Knex): Promise<void> {
    await knex.raw(`
      create table tenon.runs (
        id uuid primary key,
        rule text not null,
        release integer not null,
        -- The due time that started it: one run for each, however often the job is delivered.
        slot text,
        seed text,
        by_id uuid,
        at timestamptz not null,
        recalled integer not null,
        assigned integer not null,
        waiting integer not null,
        result jsonb not null
      );
      create unique index runs_slot on tenon.runs (rule, slot) where slot is not null;
      create index runs_at on tenon.runs (rule, at desc);

      create table tenon.decisions (
        id uuid primary key,
        kind text not null check (kind in ('assignment', 'waiting', 'ownership', 'claim', 'handover')),
        rule text,
        release integer not null,
        run uuid,
        entity text not null,
        record_id uuid not null,
        task uuid,
        operator uuid,
        reason text,
        candidates integer not null default 0,
        excluded jsonb not null default '{}',
        score jsonb not null default '{}',
        detail jsonb,
        by_id uuid,
        at timestamptz not null
      );
      create index decisions_record on tenon.decisions (entity, record_id, id);
      create index decisions_task on tenon.decisions (task) where task is not null;
      create index decisions_given on tenon.decisions (rule, at) include (operator) where kind = 'assignment';
      create index decisions_operator on tenon.decisions (operator, at) where kind in ('assignment', 'claim', 'handover');

      -- Whose turn it is: the place of each operator's last task in the order in which a rule gave them.
      create table tenon.turns (
        rule text not null,
        operator uuid not null,
        turn bigint not null,
        primary key (rule, operator)
      );

      create table tenon.waiting (
        rule text not null,
        record_id uuid not null,
        entity text not null,
        queue text,
        reason text not null,
        excluded jsonb not null,
        decision uuid not null,
        since timestamptz not null,
        primary key (rule, record_id)
      );
      create index waiting_queue on tenon.waiting (queue, since, record_id) where queue is not null;
      create index waiting_record on tenon.waiting (entity, record_id);

      create table tenon.tasks (
        id uuid primary key,
        task_type text not null,
        entity text not null,
        record_id uuid not null,
        operator uuid,
        queue text,
        claimed_from text,
        state text not null check (state in ('open', 'in_progress', 'completed', 'lapsed', 'returned', 'cancelled')),
        priority numeric not null default 0,
        priority_parts jsonb not null default '{}',
        hot boolean not null default false,
        due timestamptz,
        lapses_at timestamptz,
        warned_at timestamptz,
        snoozed_until timestamptz,
        rule text,
        run uuid,
        opened_at timestamptz,
        closed_at timestamptz,
        closed_by uuid,
        outcome text,
        note text,
        seconds integer,
        version integer not null default 1,
        created_at timestamptz not null,
        check ((state in ('open', 'in_progress')) = (closed_at is null))
      );
      create unique index tasks_one_live on tenon.tasks (entity, record_id, task_type)
        where state in ('open', 'in_progress');
      create index tasks_of_operator on tenon.tasks (operator, priority desc, due, id)
        where state in ('open', 'in_progress') and operator is not null;
      create index tasks_of_queue on tenon.tasks (queue, priority desc, due, id)
        where state in ('open', 'in_progress') and operator is null;
      create index tasks_to_lapse on tenon.tasks (lapses_at)
        where state in ('open', 'in_progress') and lapses_at is not null;
      create index tasks_of_record on tenon.tasks (entity, record_id, id);
      create index tasks_closed on tenon.tasks (operator, closed_at desc, id desc) where closed_at is not null;
      create index tasks_touched on tenon.tasks (task_type, record_id, closed_at) where state = 'completed';

      create table tenon.task_events (
        id uuid primary key,
        task uuid not null,
        action text not null,
        from_state text,
        to_state text not null,
        operator uuid,
        queue text,
        by_id uuid,
        at timestamptz not null,
        key text,
        detail jsonb
      );
      create index task_events_task on tenon.task_events (task, id);
      create unique index task_events_key on tenon.task_events (task, key) where key is not null;
      create index task_events_operator on tenon.task_events (operator, at);

      create table tenon.touchpoints (
        id uuid primary key,
        entity text not null,
        record_id uuid not null,
        task uuid,
        task_type text,
        by_id uuid,
        channel text not null,
        direction text not null check (direction in ('out', 'in')),
        outcome text,
        note text,
        seconds integer,
        at timestamptz not null
      );
      create index touchpoints_record on tenon.touchpoints (entity, record_id, id desc);

      create table tenon.segment_moves (
        segmentation text not null,
        record_id uuid not null,
        from_segment text not null,
        to_segment text not null,
        at timestamptz not null,
        release integer not null,
        tx xid8 not null default pg_current_xact_id(),
        primary key (segmentation, record_id, tx)
      );
      create index segment_moves_at on tenon.segment_moves (segmentation, at);
    `);
  },
};
