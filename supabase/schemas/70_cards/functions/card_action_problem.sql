create function private.card_action_problem(action text, card public.cards, new_end timestamptz) returns text
language sql stable set search_path = '' as $$
  select case
    when s.status in ('void', 'replaced') then case when action = 'void' and s.status = 'void' then 'no_change' else 'card_void' end
    when action = 'void' then null
    when action = 'extend' then case when new_end <= card.valid_until then 'no_change' end
    when s.is_over then 'card_expired'
    when action = 'unfreeze' then case when s.status <> 'frozen' then 'no_change' end
    when s.status = 'frozen' then case when action = 'freeze' then 'no_change' else 'card_frozen' end
    when action = 'activate' then case when s.status <> 'inactive' then 'no_change' end
  end
  from (select card.status, card.status = 'expired' or card.valid_until <= private.clock() as is_over) s
$$;

comment on function private.card_action_problem(text, public.cards, timestamptz) is
  'The whole table of what may be done to a card in which state: null, or why it is skipped: no_change (it is so already), card_void, card_expired, card_frozen. Actions: activate, freeze, unfreeze, void, extend (to new_end).';
