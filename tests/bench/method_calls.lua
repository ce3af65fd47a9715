-- Ten million method calls that change an attribute.

local Counter = {}
Counter.__index = Counter

function Counter.new()
    return setmetatable({ value = 0 }, Counter)
end

function Counter:step(by)
    self.value = self.value + by
end

local function run(n)
    local counter = Counter.new()
    for i = 1, n do
        counter:step(1)
    end
    return counter.value
end

print(run(10000000))
