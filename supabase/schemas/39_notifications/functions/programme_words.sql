create function private.programme_words(movement public.ledger_transactions) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations)
    from (select) unconditional
    left join public.programmes p on p.tenant_id = movement.tenant_id and p.id = movement.programme_id
  );
end
$$;

comment on function private.programme_words(public.ledger_transactions) is 'The programme of a movement: {programme_id, name, translations}, null where it has none.';
