create function private.refuse_change_of_active_pack() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select
    from public.packs p
    where (p.tenant_id, p.id) in ((old.tenant_id, old.pack_id), (new.tenant_id, new.pack_id)) and p.status <> 'draft'
  ) then
    raise exception 'the contents of a pack that was activated stay as they are; make another one' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end
$$;

comment on function private.refuse_change_of_active_pack() is
  'Trigger of sections and items: what people hold must not change under their hands.';
