create function private.unknown_cards(selection jsonb, held uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('card_id', i.id, 'code', 'card_not_found')), '[]')
  from jsonb_array_elements_text(coalesce(selection -> 'card_ids', '[]')) i (id)
  where private.uuid_or_null(i.id) is null or private.uuid_or_null(i.id) <> all (held)
$$;

comment on function private.unknown_cards(jsonb, uuid[]) is
  'What an answer says about cards of a selection that the caller has no such cards of: the same for another company''s and for none at all.';
