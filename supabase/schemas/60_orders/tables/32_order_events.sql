create table public.order_events (
  tenant_id uuid not null,
  order_id uuid not null,
  id uuid not null default private.new_id(),
  seq bigint generated always as identity,
  from_state text,
  to_state text not null,
  actor text not null,
  at timestamptz not null default private.clock(),
  note text,

  constraint order_events_pkey primary key (tenant_id, order_id, id),
  constraint order_of_the_tenant foreign key (tenant_id, order_id) references public.orders (tenant_id, id) on delete restrict,
  constraint actor_is_known check (actor in ('buyer', 'platform', 'system')),
  constraint note_has_at_most_500_characters check (length(note) <= 500)
);

comment on table public.order_events is 'The history of an order; nothing here is ever changed or deleted.';
comment on column public.order_events.tenant_id is 'The company.';
comment on column public.order_events.order_id is 'The order.';
comment on column public.order_events.id is 'Key.';
comment on column public.order_events.seq is 'Running number to order by: given while the order is locked, so it tells the order of events within one millisecond, too. Gaps are harmless.';
comment on column public.order_events.from_state is 'State before; empty when the order was placed.';
comment on column public.order_events.to_state is 'State after.';
comment on column public.order_events.actor is 'Who did it: buyer, platform, or system (a job).';
comment on column public.order_events.at is 'When it happened.';
comment on column public.order_events.note is 'What the buyer may read about it: carrier and tracking number, reason.';

alter table public.order_events enable row level security;

create policy buyers_read_the_history_of_their_own_orders on public.order_events
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and exists (
    select from public.orders as o
    where o.tenant_id = order_events.tenant_id and o.id = order_events.order_id and o.buyer_id = (select private.buyer_id())
  )
);

grant select on public.order_events to authenticated, service_role;
