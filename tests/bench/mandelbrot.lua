-- The Mandelbrot set: float arithmetic on local variables.

local function inside(size, limit)
    local count = 0
    for row = 0, size - 1 do
        local ci = 2.0 * row / size - 1.0
        for column = 0, size - 1 do
            local cr = 2.0 * column / size - 1.5
            local zr, zi = 0.0, 0.0
            local n = 0
            while n < limit and zr * zr + zi * zi < 4.0 do
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n = n + 1
            end
            if n == limit then
                count = count + 1
            end
        end
    end
    return count
end

print(inside(400, 100))
