-- The sieve of Eratosthenes: a table of flags, read and written by index.

local function sieve(n)
    local flags = {}
    for i = 1, n + 1 do
        flags[i] = true
    end
    flags[1] = false
    flags[2] = false
    local i = 2
    while i * i <= n do
        if flags[i + 1] then
            local j = i * i
            while j <= n do
                flags[j + 1] = false
                j = j + i
            end
        end
        i = i + 1
    end
    local count = 0
    for _, flag in ipairs(flags) do
        if flag then
            count = count + 1
        end
    end
    return count
end

print(sieve(8000000))
