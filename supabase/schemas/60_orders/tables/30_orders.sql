create table public.orders (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  order_no text not null default private.new_order_no(),
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  entitlement_id uuid,
  state text not null,
  total_points bigint not null,
  refunded_points bigint not null default 0,
  address jsonb,
  note text,
  idempotency_key text not null,
  request_hash bytea not null,
  placed_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  -- NOTE: there are no foreign keys. place_order has just looked tenant and buyer up together, and each key would cost every order a
  -- look-up and a lock; members and cards that have ordered can't be deleted (private.refuse_deletion_of_buyer).
  constraint orders_pkey primary key (tenant_id, id),
  constraint orders_order_no_key unique (order_no),
  -- Also the index of a buyer's own orders.
  constraint one_order_per_key unique (tenant_id, buyer_id, idempotency_key),
  -- Not neither: buyer_id is required.
  constraint not_two_buyers check (member_id is null or card_id is null),
  constraint state_is_known check (private.is_order_state(state)),
  constraint total_is_positive check (total_points > 0 or entitlement_id is not null),
  constraint refunded_within_total check (refunded_points between 0 and total_points),
  constraint note_has_at_most_200_characters check (length(note) <= 200)
)
-- Room for the changes of state, which touch no indexed column.
with (fillfactor = 80);

comment on table public.orders is 'Redemptions. Seen by the buyer and the platform; a company''s operators never see what one person took.';
comment on column public.orders.tenant_id is 'The company.';
comment on column public.orders.id is 'Key within the company.';
comment on column public.orders.order_no is 'Number for people: the date (UTC) and ten random digits.';
comment on column public.orders.member_id is 'The buyer, if a member.';
comment on column public.orders.card_id is 'The buyer, if a guest: the card.';
comment on column public.orders.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.orders.entitlement_id is 'For an order out of a gift pack: the entitlement whose slots it took. Such an order costs its buyer no points.';
comment on column public.orders.state is 'awaiting_payment, paid, shipped, delivered, completed, cancelled or refunded. Change it with advance_order; order_transitions says what may follow what.';
comment on column public.orders.total_points is 'What it cost, in points.';
comment on column public.orders.refunded_points is 'What went back to the buyer''s lots, in points.';
comment on column public.orders.address is 'Copy of the address it goes to; empty when nothing is shipped.';
comment on column public.orders.note is 'What the buyer wrote to the supplier.';
comment on column public.orders.idempotency_key is 'Chosen by the buyer''s client: the same key never makes a second order.';
comment on column public.orders.request_hash is 'SHA-256 of the request, to tell a repetition from another order under the same key.';
comment on column public.orders.placed_at is 'When it was placed.';
comment on column public.orders.updated_at is 'When its state last changed.';

create trigger orders_refuse_unrecorded_state before update of state on public.orders
for each row when (old.state is distinct from new.state) execute function private.refuse_unrecorded_state();

create trigger members_who_ordered_stay before delete on public.members
for each row execute function private.refuse_deletion_of_buyer();

alter table public.orders enable row level security;

create policy buyers_read_their_own_orders on public.orders
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

-- NOTE: idempotency_key and request_hash are not granted. Changes go through place_order, cancel_order and advance_order, for the platform too.
grant select (
  tenant_id, id, order_no, member_id, card_id, buyer_id, entitlement_id, state, total_points, refunded_points, address, note, placed_at, updated_at
) on public.orders to authenticated;
grant select on public.orders to service_role;
