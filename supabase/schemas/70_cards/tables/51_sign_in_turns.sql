create table private.sign_in_turns (
  queue bytea not null,
  source_key bytea not null,
  due_at timestamptz not null,
  primary key (queue, source_key)
);

create index sign_in_turns_by_due_time on private.sign_in_turns (due_at);

alter table private.sign_in_turns enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.sign_in_turns is
  'Promised turns: when the free attempts at a card are used up, each source gets one attempt at a time of its own, which nobody else can use up. So an owner gets in by waiting, whatever an attacker does.';
comment on column private.sign_in_turns.queue is 'The card number''s HMAC, or the id of a guarded batch.';
comment on column private.sign_in_turns.source_key is 'Whose turn it is: the HMAC of the source address.';
comment on column private.sign_in_turns.due_at is 'From when on the one attempt may be made.';
