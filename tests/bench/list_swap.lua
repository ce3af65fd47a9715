-- Reversing a table by swapping its items, again and again.

local function reverse(items)
    local i = 1
    local j = #items
    while i < j do
        items[i], items[j] = items[j], items[i]
        i = i + 1
        j = j - 1
    end
end

local function run(rounds)
    local items = {}
    for i = 0, 999 do
        items[i + 1] = i
    end
    for _ = 1, rounds do
        reverse(items)
    end
    return items[1]
end

print(run(10001))
