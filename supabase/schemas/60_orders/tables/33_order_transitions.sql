create table public.order_transitions (
  from_state text not null,
  to_state text not null,
  actors text[] not null,

  constraint order_transitions_pkey primary key (from_state, to_state),
  constraint actors_are_known check (actors <@ array['buyer', 'platform', 'system'] and cardinality(actors) > 0)
);

comment on table public.order_transitions is 'The life of an order: which state may follow which, and who may bring it about. What is not listed cannot happen.';
comment on column public.order_transitions.from_state is 'State before.';
comment on column public.order_transitions.to_state is 'State after.';
comment on column public.order_transitions.actors is 'Who may: buyer, platform, system (a job).';

-- NOTE: no policy and no grant to API roles; the life of an order is changed by migration only.
alter table public.order_transitions enable row level security;
grant select on public.order_transitions to service_role;

insert into public.order_transitions (from_state, to_state, actors) values
('awaiting_payment', 'paid', '{platform,system}'),
('awaiting_payment', 'cancelled', '{buyer,platform,system}'),
('paid', 'shipped', '{platform,system}'),
('paid', 'completed', '{platform,system}'),
('paid', 'cancelled', '{buyer,platform,system}'),
('shipped', 'delivered', '{platform,system}'),
('shipped', 'refunded', '{platform}'),
('delivered', 'completed', '{platform,system}'),
('delivered', 'refunded', '{platform}'),
('completed', 'refunded', '{platform}');
