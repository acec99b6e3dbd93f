create table private.card_actions (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  action text not null,
  member_id uuid,
  actor_id uuid default auth.uid(),
  reason text not null,
  idempotency_key text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint one_card_action_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key),
  constraint action_is_known check (action in ('activate', 'freeze', 'unfreeze', 'void', 'extend', 'replace')),
  constraint reason_is_not_empty check (length(btrim(reason)) between 1 and 200)
);

create trigger refuse_change before update or delete or truncate on private.card_actions
  for each statement execute function private.refuse_change();

alter table private.card_actions enable row level security;
-- NOTE: no policy and no grant: the functions that act on cards are the only readers.

comment on table private.card_actions is 'What issuers did to cards, one row per call: who, when, why, and the answer for whoever asks again with the same key. Append only.';
comment on column private.card_actions.tenant_id is 'The company of the cards.';
comment on column private.card_actions.id is 'Key; the events of the cards name it.';
comment on column private.card_actions.action is 'activate, freeze, unfreeze, void, extend or replace.';
comment on column private.card_actions.member_id is 'The HR manager; empty for the platform.';
comment on column private.card_actions.actor_id is 'The account that called.';
comment on column private.card_actions.reason is 'Why, in the caller''s words.';
comment on column private.card_actions.idempotency_key is 'The caller''s key.';
comment on column private.card_actions.request_hash is 'SHA-256 of the request that came with the key.';
comment on column private.card_actions.answer is 'The answer that was given, without any PIN.';
comment on column private.card_actions.created_at is 'When.';
