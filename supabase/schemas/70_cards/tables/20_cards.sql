create table public.cards (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  serial integer not null,
  issue_id uuid,
  number text not null,
  status text not null default 'issued',
  status_before text,
  valid_until timestamptz not null,
  counts_from_activation boolean not null default false,
  user_id uuid,
  holds_account_id uuid,
  activated_at timestamptz,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_id_is_unique_alone unique (id),
  constraint card_number_is_unique_in_the_world unique (number),
  constraint serial_is_unique_in_the_batch unique (tenant_id, batch_id, serial),
  constraint serials_begin_with_one check (serial >= 1),
  constraint account_exists foreign key (user_id) references auth.users (id) on delete set null,
  constraint account_belongs_to_one_card unique (user_id),
  constraint held_account_is_of_the_same_tenant foreign key (tenant_id, holds_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint number_has_its_check_digit check (number ~ '^[1-9][0-9]{15}$' and private.damm_digit(number) = '0'),
  constraint status_is_known check (status in ('inactive', 'issued', 'active', 'frozen', 'used_up', 'expired', 'void', 'replaced')),
  constraint status_before_is_one_to_go_back_to check (status_before in ('inactive', 'issued', 'active', 'used_up')),
  constraint active_cards_were_activated check (status not in ('active', 'used_up') or activated_at is not null)
);

create index cards_by_batch on public.cards (batch_id);
create index cards_by_issue on public.cards (tenant_id, issue_id) where issue_id is not null;
create index cards_to_expire on public.cards (valid_until) where status in ('inactive', 'issued', 'active', 'used_up');
create index cards_by_held_account on public.cards (holds_account_id) where holds_account_id is not null;

create trigger touch_updated_at before update on public.cards
  for each row execute function private.touch_updated_at();
create trigger never_reuse_number before update or delete on public.cards
  for each row execute function private.never_reuse_card_number();
create trigger open_wallets_of_new_cards after insert on public.cards
  referencing new table as added for each statement execute function private.open_wallets_of_new_cards();

alter table public.cards enable row level security;

create policy guests_read_their_card on public.cards for select to authenticated
  using (id = (select private.card_id()));

grant select (tenant_id, id, batch_id, status, valid_until, activated_at) on public.cards to authenticated;
grant select on public.cards to service_role;
-- NOTE: the number is not granted to API roles: my_profile() gives it masked. Nobody may write: cards are made by issue_cards().

comment on table public.cards is
  'Gift cards. Whoever knows number and PIN is the holder. The points lie in a ledger account of the card; the PIN''s hash lies in private.card_pins.';
comment on column public.cards.tenant_id is 'The company that issued the card.';
comment on column public.cards.id is 'The card.';
comment on column public.cards.batch_id is 'The batch: face value, validity, look, and what the card may buy.';
comment on column public.cards.serial is 'Running number within the batch, from 1: printed on the card, known to its issuer, opens nothing.';
comment on column public.cards.issue_id is 'The issue it was made by; empty for cards that were not made by one.';
comment on column public.cards.number is '16 digits: the company''s prefix (4), 11 at random and a Damm check digit. Never used twice, not even after the card is void.';
comment on column public.cards.status is
  'inactive (made, but not activated by the issuer), issued (nobody has signed in yet), active, frozen, used_up (nothing left; its orders can still be seen), expired, void, replaced (lost: another card opens its wallet).';
comment on column public.cards.status_before is 'What the card was before it was frozen or expired, and is again when that ends.';
comment on column public.cards.valid_until is 'The first moment at which the card may no longer be used. Begins as the batch''s; can be extended per card.';
comment on column public.cards.counts_from_activation is 'Its validity will be shortened to the batch''s valid_days at activation, which is still to come.';
comment on column public.cards.user_id is 'The account of the guest session, made at the first sign-in. One account, one card.';
comment on column public.cards.holds_account_id is
  'The wallet that the card opens if it has none of its own: the claim code of somebody who has left opens that member''s, the replacement of a lost card that card''s.';
comment on column public.cards.activated_at is 'When somebody first signed in with number and PIN.';
comment on column public.cards.created_at is 'When the card was issued.';
comment on column public.cards.updated_at is 'When it was last changed.';
