create function private.kind_fits_owner(owner_kind text, kind text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case owner_kind
    when 'member' then kind in ('wallet', 'debt')
    when 'card' then kind in ('wallet', 'debt')
    when 'tenant' then kind = 'budget'
    when 'department' then kind = 'budget'
    when 'group' then kind = 'budget'
    when 'supplier' then kind = 'payable'
    when 'system' then kind in ('funding', 'redeemed', 'expired', 'claims', 'committed')
    else false
  end;
end
$$;

comment on function private.kind_fits_owner(text, text) is
  'Whether an owner of this kind has accounts of that kind; false for a kind of owner that there is none of. A function, because Postgres prepares the text of a check anew for every statement, and a balance changes with every order.';
