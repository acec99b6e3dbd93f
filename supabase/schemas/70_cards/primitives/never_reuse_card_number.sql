create function private.never_reuse_card_number() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.number = old.number and new.tenant_id = old.tenant_id and new.id = old.id then
    return new;
  end if;
  raise exception 'A card is never removed and keeps its number: a void card is a row, too' using errcode = 'restrict_violation';
end
$$;

comment on function private.never_reuse_card_number() is
  'Trigger: refuses to delete a card or to change its number, so that no number is ever given out twice.';
