create function private.keep_pack_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_problems jsonb;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then
      raise exception 'a pack is made as a draft and then activated' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.status <> 'draft' and (
    new.status = 'draft'
    or (new.value_points, new.uses, new.valid_until, new.valid_days, new.allow_swaps)
      is distinct from (old.value_points, old.uses, old.valid_until, old.valid_days, old.allow_swaps)
  ) then
    raise exception 'the terms of a pack that was activated stay as they are; make another one' using errcode = 'check_violation';
  end if;
  if new.status = 'active' and old.status <> 'active' then
    v_problems := private.pack_problems(new);
    if v_problems <> '[]' then
      perform private.fail('pack_incomplete', 409, jsonb_build_object('problems', v_problems));
    end if;
  end if;
  return new;
end
$$;

comment on function private.keep_pack_terms() is
  'Trigger of packs: one becomes active only when complete, and then keeps its terms, by whatever way it is changed (Studio as well). Errors: pack_incomplete {problems}.';
