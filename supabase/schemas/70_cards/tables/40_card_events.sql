create table public.card_events (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  card_id uuid,
  kind text not null,
  details jsonb not null default '{}',
  actor_id uuid default auth.uid(),
  at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict,
  constraint kind_is_known check (
    kind in (
      'batch_created', 'batch_changed', 'issued', 'exported', 'enabled', 'activated', 'frozen', 'unfrozen', 'voided', 'extended', 'replaced',
      'expired', 'sign_in_guarded', 'sign_in_released'
    )
  ),
  constraint details_are_an_object check (jsonb_typeof(details) = 'object')
);

create index card_events_by_batch on public.card_events (tenant_id, batch_id, at);
create index card_events_by_card on public.card_events (tenant_id, card_id, at) where card_id is not null;

create trigger refuse_change before update or delete or truncate on public.card_events
  for each statement execute function private.refuse_change();

alter table public.card_events enable row level security;
-- NOTE: no policy for API roles: these are the issuer's records, read in Studio.

grant select on public.card_events to service_role;

comment on table public.card_events is
  'What happened to cards and batches, never changed afterwards. An administrator watches for sign_in_guarded: somebody is guessing PINs of that batch.';
comment on column public.card_events.tenant_id is 'The company that issued the cards.';
comment on column public.card_events.id is 'The event.';
comment on column public.card_events.batch_id is 'The batch.';
comment on column public.card_events.card_id is 'The card, or null when the event is about the whole batch.';
comment on column public.card_events.kind is
  'batch_created; batch_changed; issued; exported (a part of an issue''s list left, with its PINs); enabled (activated by the issuer); activated (first sign-in); frozen; unfrozen; voided; extended; replaced; expired; sign_in_guarded (the trip-wire caught distributed guessing: strangers now take turns); sign_in_released (an administrator ended that).';
comment on column public.card_events.details is 'What else there is to know; of what an issuer did, the reason and the action_id. Never a PIN, never a whole number.';
comment on column public.card_events.actor_id is 'The account that did it; null for the platform and for events without a doer.';
comment on column public.card_events.at is 'When.';
